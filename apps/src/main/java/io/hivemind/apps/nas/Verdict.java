package io.hivemind.apps.nas;

import java.util.SequencedMap;

/**
 * What came out of a benchmark.
 *
 * @param verified whether it agrees with what NASA published
 * @param details the values that were compared, by their names in JSON
 */
public record Verdict(boolean verified, SequencedMap<String, Object> details) {}
