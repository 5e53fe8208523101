"""What is written about exercises, so that they are found before anybody has taught them."""
