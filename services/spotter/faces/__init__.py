"""Recognises members by their faces, where a gym allows it and they agreed: docs/faces.md."""
