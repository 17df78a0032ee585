package io.hivemind.rules.planted.stray;

import io.hivemind.rules.planted.Offender;

/** In a package that no rule knows. */
public record Stray(Offender friend) {}
