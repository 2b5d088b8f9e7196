"""The same queues in other people's simulators; installed by the extra `peers`."""
