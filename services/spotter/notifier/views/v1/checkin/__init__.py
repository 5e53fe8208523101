"""What the API takes and shows of coming to a station, and of what members are known by."""
