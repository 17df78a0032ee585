package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import io.hivemind.protocol.Message;
import io.hivemind.protocol.Outcome;
import io.hivemind.protocol.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that happened in a run, in order: as a running digest with a mark after each entry, and on demand as entries to be
 * read. A journal that is given the marks of another stops the run at the first entry that differs.
 */
final class Journal {
    /** Something that happened on one drone. */
    record Entry(long time, int drone, Happening what) {}

    /** What can happen. */
    sealed interface Happening {
        /** Something went into the core. */
        record In(Input input) implements Happening {}

        /** The core sent a message, which will arrive at {@code arrival}. */
        record Sent(int to, Message message, long arrival) implements Happening {}

        /** The core ended a wait. */
        record Resumed(long ticket, Outcome outcome) implements Happening {}

        /** The core said who is in from now on. */
        record Viewed(View view) implements Happening {}

        /** The core said what is lost. */
        record Lost(List<Message.Repair> repairs) implements Happening {}

        /** Something befell the drone of which its core hears nothing. */
        record Befell(String what) implements Happening {}

        /** An access of a thread landed; {@code value} holds the first eight bytes of it. */
        record Landed(int thread, Op access, long value) implements Happening {}
    }

    private final boolean keepsEntries;
    private final boolean keepsMarks;
    /** The marks of the run this one must equal, if there was one. */
    private final Optional<Journal> model;

    private final List<Entry> entries = new ArrayList<>();
    private long[] marks = new long[1 << 10];
    private int count;
    private long digest;

    private Journal(boolean keepsEntries, boolean keepsMarks, Optional<Journal> model) {
        this.keepsEntries = keepsEntries;
        this.keepsMarks = keepsMarks;
        this.model = model;
    }

    /** {@return a journal that keeps nothing but its digest} */
    static Journal ofDigest() {
        return new Journal(false, false, Optional.empty());
    }

    /** {@return a journal that keeps marks} */
    static Journal ofMarks() {
        return new Journal(false, true, Optional.empty());
    }

    /** {@return a journal that keeps its entries, to be read or drawn} */
    static Journal ofEntries() {
        return new Journal(true, false, Optional.empty());
    }

    /** {@return a journal that must equal {@code model}} */
    static Journal like(Journal model) {
        return new Journal(false, false, Optional.of(model));
    }

    /** {@return the number of entries} */
    int count() {
        return count;
    }

    /** {@return the digest of all entries} */
    long digest() {
        return digest;
    }

    /** {@return the entries, if they are kept} */
    List<Entry> entries() {
        return entries;
    }

    void note(long time, int drone, Happening what) {
        digest = Digest.mix(Digest.mix(Digest.mix(digest, time), drone), digestOf(what));
        if (keepsEntries) {
            entries.add(new Entry(time, drone, what));
        }
        if (keepsMarks) {
            marks = count == marks.length ? Arrays.copyOf(marks, 2 * count) : marks;
            marks[count] = digest;
        }
        count++;
        model.ifPresent(first -> compare(first, time, drone, what));
    }

    /** The run ended: it must not have ended earlier than its model. */
    void end() {
        if (model.isPresent() && model.get().count != count) {
            throw new Failure.Found(
                    Failure.Kind.UNREPEATABLE,
                    "The first run had " + model.get().count + " entries, the second one with the same seed " + count
                            + ".");
        }
    }

    private void compare(Journal first, long time, int drone, Happening what) {
        if (count > first.count || first.marks[count - 1] != digest) {
            throw new Failure.Found(
                    Failure.Kind.UNREPEATABLE,
                    "The same seed gave something else the second time, first at entry " + (count - 1) + ", moment "
                            + time + ", drone " + drone + ": " + Text.of(what) + ".");
        }
    }

    private static long digestOf(Happening what) {
        return switch (what) {
            case Happening.In in -> Digest.of(in.input());
            case Happening.Sent sent -> Digest.mix(Digest.mix(1, sent.to()), Digest.of(sent.message()));
            case Happening.Resumed resumed -> Digest.mix(resumed.ticket(), Digest.of(resumed.outcome()));
            case Happening.Viewed viewed -> Digest.mix(3, Digest.of(viewed.view()));
            case Happening.Lost lost ->
                Digest.mix(4, ViewText.ofRepairs(lost.repairs()).hashCode());
            case Happening.Befell befell -> Digest.mix(5, befell.what().hashCode());
            case Happening.Landed landed -> Digest.mix(Digest.mix(2, landed.thread()), landed.value());
        };
    }
}
