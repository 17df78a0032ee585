package io.hivemind.rules.planted.memory;

import io.hivemind.rules.planted.links.Link;
import java.util.List;

/** Memory that knows links, which it may not. */
public record Words(List<Link> links) {}
