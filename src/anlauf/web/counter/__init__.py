"""What clerks work with: the desk's screen and the reception."""
