"""What every room may need and no room owns: no models, no templates, no settings. It stays tiny."""
