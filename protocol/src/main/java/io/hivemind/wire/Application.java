package io.hivemind.wire;

/**
 * What a newcomer that has proved its token expects of the hive. What it was not told it takes as the hive has it.
 *
 * @param pageSize bytes a page, or 0 if it was not told
 * @param heapBytes bytes of the shared heap, or 0 if it was not told
 * @param roomBytes how much memory a drone has, or 0 if it was not told
 * @param program what tells its program from others, or nothing if nobody knows
 */
public record Application(int pageSize, long heapBytes, long roomBytes, String program) implements Handshake {}
