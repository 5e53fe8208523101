"""Equipment from picture to picture: followed, lost, searched for, taken up again."""
