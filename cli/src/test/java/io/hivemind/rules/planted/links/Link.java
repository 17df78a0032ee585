package io.hivemind.rules.planted.links;

import io.hivemind.rules.planted.memory.Words;

/** A link that knows memory, which it may not. */
public record Link(Words words) {}
