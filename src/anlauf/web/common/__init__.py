"""What all faces share: the request, who may see it, how an answer looks when it is a no."""
