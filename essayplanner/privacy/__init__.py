"""What is held on somebody: said, shown, handed out, and erased."""
