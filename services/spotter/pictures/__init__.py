"""Pictures in and out: video, JPEG, skeletons drawn over them."""
