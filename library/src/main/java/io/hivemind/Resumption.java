package io.hivemind;

import io.hivemind.checkpoint.Folder;
import io.hivemind.checkpoint.Label;
import io.hivemind.checkpoint.Manifest;
import io.hivemind.checkpoint.PartReader;
import io.hivemind.checkpoint.UnusableCheckpointException;
import io.hivemind.memory.Gate;
import io.hivemind.protocol.View;
import io.hivemind.runtime.Drone;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Fills the heap of a hive that begins with what a checkpoint holds. Each drone looks into the directory on its machine; they tell each
 * other what they found, agree on the newest checkpoint, deal out its parts to those who see them, and each stores the pages of its own.
 */
final class Resumption {
    private final HiveConfig config;
    private final Gate gate;
    private final Drone drone;
    private final Folder folder;

    Resumption(HiveConfig config, Path path, Gate gate, Drone drone) {
        this.config = config;
        this.gate = gate;
        this.drone = drone;
        this.folder = new Folder(path);
    }

    /**
     * What the hive has become.
     *
     * @param resumed the checkpoint
     * @param lists for how many drones the heap has lists of small blocks
     */
    record Outcome(Resumed resumed, int lists) {}

    /** Resumes, together with all drones. What keeps one from it ends the hive, with its reason. */
    Outcome run() {
        try {
            return resume();
        } catch (IOException failed) {
            String sentence = failed instanceof UnusableCheckpointException
                    ? String.valueOf(failed.getMessage())
                    : "The checkpoint in " + folder.path() + " cannot be read: " + Folder.reason(failed) + ".";
            drone.abort(sentence);
            throw new CheckpointException(sentence, failed);
        } catch (CheckpointException unusable) {
            drone.abort(String.valueOf(unusable.getMessage()));
            throw unusable;
        }
    }

    private Outcome resume() throws IOException {
        var meeting = PatientMeeting.start(drone, gate, config.waitBound());
        Optional<Manifest> own = folder.manifest();
        own.ifPresent(this::requireSameHeap);
        var findings = new Findings(gate, config.rank(), config.size());
        findings.tell(Finding.of(own));
        meeting.await(Checkpoints.STEPS, 1);
        List<Finding> all = findings.all();
        Finding newest = newest(all);
        Label label = new Label(
                newest.number(), newest.id(), gate.pageSize(), gate.bytes().byteSize());
        findings.tellParts(
                newest,
                parts(label, newest.drones()),
                firstWith(all, newest) == config.rank() ? own : Optional.empty());
        meeting.await(Checkpoints.STEPS, 1);
        List<BitSet> seen = findings.parts(newest);
        String note = findings.note(newest);
        meeting.await(Checkpoints.STEPS, 1);
        findings.clear(newest);
        meeting.await(Checkpoints.STEPS, 1);
        load(label, newest.drones(), seen, own);
        PatientMeeting.among(View.first(config.size()), drone, gate, config.waitBound(), label.heapBytes())
                .await(Checkpoints.STEPS, 1);
        drone.fences().beginAbove(Math.max(newest.fence(), all.getFirst().nanos()));
        return new Outcome(
                new Resumed(newest.step(), note, newest.drones(), Instant.ofEpochMilli(newest.millis())),
                newest.lists());
    }

    private void requireSameHeap(Manifest manifest) {
        Label label = manifest.label();
        long heapBytes = gate.bytes().byteSize();
        if (label.heapBytes() != heapBytes || label.pageSize() != gate.pageSize()) {
            throw new CheckpointException("The checkpoint in " + folder.path() + " is of a heap of " + label.heapBytes()
                    + " bytes in pages of " + label.pageSize() + ", and this hive has " + heapBytes + " in pages of "
                    + gate.pageSize() + ": give it HIVEMIND_MEMORY=" + label.heapBytes() + " and HIVEMIND_PAGE_SIZE="
                    + label.pageSize() + ", or the same with --memory and --page-size.");
        }
        if (!manifest.order().equals(ByteOrder.nativeOrder())) {
            throw new CheckpointException(
                    "The checkpoint in " + folder.path() + " was written where numbers are " + manifest.order()
                            + ", and here they are " + ByteOrder.nativeOrder() + ": resume on machines like those.");
        }
    }

    private Finding newest(List<Finding> all) {
        Finding newest =
                all.stream().max(Comparator.comparingLong(Finding::number)).orElseThrow();
        if (newest.number() == 0) {
            throw new CheckpointException(
                    "There is no whole checkpoint in " + folder.path() + " on any drone's machine.");
        }
        for (int rank = 0; rank < all.size(); rank++) {
            Finding other = all.get(rank);
            if (other.number() == newest.number() && other.id() != newest.id()) {
                throw new CheckpointException("Drone " + firstWith(all, newest) + " and drone " + rank
                        + " find different checkpoints in " + folder.path()
                        + " on their machines: remove the one that is not meant.");
            }
        }
        return newest;
    }

    private static int firstWith(List<Finding> all, Finding newest) {
        return IntStream.range(0, all.size())
                .filter(rank -> all.get(rank).id() == newest.id())
                .findFirst()
                .orElseThrow();
    }

    private BitSet parts(Label label, int drones) {
        BitSet parts = new BitSet();
        IntStream.range(0, drones)
                .filter(part -> Files.exists(folder.part(label.number(), part)))
                .forEach(parts::set);
        return parts;
    }

    /** Reads the parts that fall to this drone. */
    private void load(Label label, int drones, List<BitSet> seen, Optional<Manifest> own) throws IOException {
        for (int part = 0; part < drones; part++) {
            int number = part;
            List<Integer> seeing = IntStream.range(0, seen.size())
                    .filter(rank -> seen.get(rank).get(number))
                    .boxed()
                    .toList();
            if (seeing.isEmpty()) {
                throw new CheckpointException(missing(label, part, own));
            }
            if (seeing.get(part % seeing.size()) == config.rank()) {
                load(label, part);
            }
        }
    }

    private void load(Label label, int part) throws IOException {
        try (var reader = new PartReader(folder.part(label.number(), part), label, part)) {
            boolean more = true;
            while (more) {
                more = reader.next((page, bytes) -> gate.set((long) page * label.pageSize(), bytes));
            }
        }
    }

    private String missing(Label label, int part, Optional<Manifest> own) {
        String where = own.filter(manifest -> manifest.label().id() == label.id())
                .map(manifest -> manifest.parts().get(part))
                .map(written -> " on " + written.host() + " in " + written.directory())
                .orElse("");
        return "No drone finds part " + part + " of the checkpoint in " + folder.path() + ": drone " + part
                + " wrote it" + where + ", as the file "
                + folder.part(label.number(), part).getFileName() + ". Start a drone there, or copy the file.";
    }
}
