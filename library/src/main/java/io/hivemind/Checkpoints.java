package io.hivemind;

import io.hivemind.checkpoint.Folder;
import io.hivemind.checkpoint.Label;
import io.hivemind.checkpoint.Manifest;
import io.hivemind.checkpoint.PartWriter;
import io.hivemind.memory.Allocator;
import io.hivemind.memory.Gate;
import io.hivemind.protocol.View;
import io.hivemind.runtime.Drone;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Writes checkpoints, together with the other drones. One thread of each drone does the work. After each step all meet, and go on only
 * if all have done it; so either the checkpoint counts in the end, or the one before does, and every drone says the same.
 */
final class Checkpoints {
    /**
     * Less the number of a view: the barriers of the hive's own at which the working threads meet. Whoever gave up a wait because somebody
     * came in still counts as arrived there, and will not in the next view.
     */
    static final int STEPS = -(1 << 24);
    /** Less the number of threads of each drone: the barriers at which all of them meet before. */
    private static final int START = -16;

    /** The longest note, in bytes of UTF-8. */
    static final int MOST_NOTE_BYTES = 1000;
    /** What is fetched at once. */
    private static final long PIECE_BYTES = 1 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Drone drone;
    private final Gate gate;
    private final Names names;
    private final Allocator allocator;
    private final HiveConfig config;
    /** The checkpoint under way, or the last one. Guarded by this. */
    private Round round = new Round(0);

    Checkpoints(Drone drone, Gate gate, Names names, Allocator allocator, HiveConfig config) {
        this.drone = drone;
        this.gate = gate;
        this.names = names;
        this.allocator = allocator;
        this.config = config;
    }

    /** A file is closed under a thread that is interrupted; one that was before does its work first. */
    void write(Path path, long step, String note, int threads) {
        check(note, threads);
        boolean interrupted = Thread.interrupted();
        try {
            together(path, step, note, threads);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void together(Path path, long step, String note, int threads) {
        drone.requireNoLocks("write a checkpoint");
        Round own;
        boolean works;
        synchronized (this) {
            own = round.isFull() ? new Round(threads) : round;
            works = own.come();
            round = own;
        }
        if (!works) {
            start(threads);
            own.await();
            return;
        }
        try {
            View view = start(threads);
            work(new Folder(path), step, note, view);
            own.done();
        } catch (RuntimeException failed) {
            own.failed(failed);
            throw failed;
        }
    }

    private View start(int threads) {
        return PatientMeeting.start(drone, gate, config.waitBound()).await(START - threads, threads);
    }

    private void work(Folder folder, long step, String note, View view) {
        int used = allocator.usedPages();
        int position = view.members().indexOf(config.rank());
        Ledger ledger =
                Ledger.of(names, position, view.size(), (int) (gate.bytes().byteSize() / gate.pageSize()));
        PatientMeeting meeting = PatientMeeting.among(view, drone, gate, config.waitBound(), allocator.usedBytes());
        var steps = new CheckpointSteps(folder, ledger, meeting, view, STEPS - view.number());
        steps.take(Ledger.READY, () -> getReady(ledger, folder, step, note, used));
        requireSame(ledger, step);
        Label label = new Label(
                1 + max(ledger, Ledger.NUMBER),
                ledger.get(0, Ledger.ID),
                gate.pageSize(),
                gate.bytes().byteSize());
        steps.take(Ledger.PART, () -> writePart(ledger, folder, label), label.number());
        steps.take(Ledger.PROPOSED, () -> folder.propose(manifest(ledger, label, note), position), label.number());
        steps.take(Ledger.COMMITTED, () -> folder.commit(label.number(), position));
        folder.deleteBefore(label.number());
    }

    private void getReady(Ledger ledger, Folder folder, long step, String note, int used) throws IOException {
        Optional<String> held = drone.heldLock();
        if (held.isPresent()) {
            throw new IOException(held.get() + ", and nobody may hold a lock meanwhile");
        }
        folder.prepare(ledger.position());
        ledger.set(
                Ledger.NUMBER,
                folder.manifest().map(before -> before.label().number()).orElse(0L));
        ledger.set(Ledger.ID, RANDOM.nextLong());
        ledger.set(Ledger.STEP, step);
        ledger.set(Ledger.NOTE, hash(note));
        ledger.set(Ledger.FENCE, drone.fences().highest());
        ledger.set(Ledger.MILLIS, System.currentTimeMillis());
        ledger.setHost(CheckpointSteps.host());
        ledger.setText(Ledger.DIRECTORY, folder.path().toString());
        BitSet here = gate.readablePages(used);
        ledger.setHere(here);
    }

    private void writePart(Ledger ledger, Folder folder, Label label) throws IOException {
        int used = allocator.usedPages();
        List<BitSet> here =
                IntStream.range(0, ledger.drones()).mapToObj(ledger::here).toList();
        BitSet share = Division.share(here, used, ledger.position());
        try (var writer = new PartWriter(folder.part(label.number(), ledger.position()), label, ledger.position())) {
            int end;
            for (int first = share.nextSetBit(0); first >= 0; first = share.nextSetBit(end)) {
                end = share.nextClearBit(first);
                write(writer, first, end);
            }
            PartWriter.Written written = writer.finish();
            ledger.set(Ledger.BYTES, written.bytes());
            ledger.set(Ledger.PAGES, written.pages());
        }
    }

    /** Fetches what is missing of a run of pages piece by piece, and writes them. */
    private void write(PartWriter writer, int first, int end) throws IOException {
        int pageSize = gate.pageSize();
        int page = first;
        while (page < end) {
            long fetched = gate.read((long) page * pageSize, Math.min((long) (end - page) * pageSize, PIECE_BYTES));
            for (int last = page + (int) (fetched / pageSize); page < last; page++) {
                gate.get((long) page * pageSize, writer.room());
                writer.take(page);
            }
        }
    }

    /** {@return what all drones write, in the same words} */
    private Manifest manifest(Ledger ledger, Label label, String note) {
        IntFunction<Manifest.Part> part = rank -> new Manifest.Part(
                ledger.get(rank, Ledger.BYTES),
                (int) ledger.get(rank, Ledger.PAGES),
                ledger.text(rank, Ledger.HOST),
                ledger.text(rank, Ledger.DIRECTORY));
        return new Manifest(
                label,
                Instant.ofEpochMilli(ledger.get(0, Ledger.MILLIS)),
                ledger.get(0, Ledger.STEP),
                note,
                ByteOrder.nativeOrder(),
                allocator.lists(),
                max(ledger, Ledger.FENCE),
                IntStream.range(0, ledger.drones()).mapToObj(part).toList());
    }

    private void requireSame(Ledger ledger, long step) {
        for (int rank = 0; rank < ledger.drones(); rank++) {
            if (ledger.get(rank, Ledger.STEP) != ledger.get(0, Ledger.STEP)
                    || ledger.get(rank, Ledger.NOTE) != ledger.get(0, Ledger.NOTE)) {
                throw new IllegalArgumentException(
                        "All drones give a checkpoint the same step and note, but drone 0 gives step "
                                + ledger.get(0, Ledger.STEP) + ", drone " + rank + " step "
                                + ledger.get(rank, Ledger.STEP)
                                + ", and this one " + step + ", or their notes differ.");
            }
        }
    }

    private static long max(Ledger ledger, int column) {
        return IntStream.range(0, ledger.drones())
                .mapToLong(rank -> ledger.get(rank, column))
                .max()
                .orElse(0);
    }

    private static void check(String note, int threads) {
        int bytes = note.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_NOTE_BYTES) {
            throw new IllegalArgumentException("The note of a checkpoint has at most " + MOST_NOTE_BYTES
                    + " bytes in UTF-8, and this one has " + bytes + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "At least 1 thread of each drone writes a checkpoint, not " + threads + ".");
        }
    }

    private static long hash(String note) {
        CRC32C checksum = new CRC32C();
        checksum.update(note.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() << Integer.SIZE | note.length();
    }
}
