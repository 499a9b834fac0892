"""Open311 GeoReport v2: clues are taken in, and told as far as everybody may know, as existing clients expect it."""
