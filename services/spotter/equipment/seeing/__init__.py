"""What equipment looks like: a filter, learnt from windows, that peaks where it fits."""
