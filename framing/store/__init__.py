"""Article sets kept annotated: opened from a cache where nothing changed, made where something did."""
