"""What the API `/api/v1` takes and gives. Pure."""
