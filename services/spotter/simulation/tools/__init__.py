"""Tools: what an athlete holds, drawn and followed beside the joints."""
