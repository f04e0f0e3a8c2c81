"""What whoever runs the server does: copies, restores, upgrades, and lists what is installed."""
