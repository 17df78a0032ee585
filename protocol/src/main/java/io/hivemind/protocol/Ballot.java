package io.hivemind.protocol;

/**
 * Names an attempt to change the view (I71). Of two the later is the one of the higher leader, for whoever follows that has given up
 * the lower ones; of the same leader the one with the higher number.
 */
public record Ballot(int attempt, int leader) implements Comparable<Ballot> {
    @Override
    public int compareTo(Ballot other) {
        return leader != other.leader ? Integer.compare(leader, other.leader) : Integer.compare(attempt, other.attempt);
    }
}
