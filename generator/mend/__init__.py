"""What can be mended in a file for certain, as a proposal: nothing is written here, and nothing is guessed."""
