"""Whether proposals follow what members can lift, on simulated members whose strength is known."""
