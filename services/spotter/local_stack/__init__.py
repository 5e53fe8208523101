"""All processes of Spotter on one machine: started, watched and stopped."""
