package io.hivemind;

import io.hivemind.checkpoint.Manifest;
import io.hivemind.memory.Gate;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where drones that resume tell each other what they find: the last bytes of the heap, which are zero before and afterwards, for the
 * checkpoint may have something to say about all of them. A finding for each drone stands at the very end, before that the parts that
 * each sees, and before these the note.
 */
final class Findings {
    private static final int NOTE_BYTES = 1024;

    private final Gate gate;
    private final int rank;
    private final int drones;
    private final long findings;

    Findings(Gate gate, int rank, int drones) {
        this.gate = gate;
        this.rank = rank;
        this.drones = drones;
        this.findings = gate.bytes().byteSize() - (long) drones * Finding.WIDTH * Long.BYTES;
        require(findings);
    }

    void tell(Finding finding) {
        gate.set(findings + (long) rank * Finding.WIDTH * Long.BYTES, MemorySegment.ofArray(finding.numbers()));
    }

    List<Finding> all() {
        return IntStream.range(0, drones)
                .mapToObj(
                        drone -> Finding.of(longs(findings + (long) drone * Finding.WIDTH * Long.BYTES, Finding.WIDTH)))
                .toList();
    }

    /** Tells which parts of the newest checkpoint this drone sees; and its note, if this is the drone to do so. */
    void tellParts(Finding newest, BitSet parts, Optional<Manifest> manifest) {
        long[] bits = new long[words(newest)];
        long[] set = parts.toLongArray();
        System.arraycopy(set, 0, bits, 0, set.length);
        require(parts(newest, 0) - NOTE_BYTES);
        gate.set(parts(newest, rank), MemorySegment.ofArray(bits));
        manifest.ifPresent(known -> {
            byte[] note = known.note().getBytes(StandardCharsets.UTF_8);
            ByteBuffer text = ByteBuffer.allocate(Integer.BYTES + note.length)
                    .putInt(note.length)
                    .put(note);
            gate.set(parts(newest, 0) - NOTE_BYTES, MemorySegment.ofBuffer(text.flip()));
        });
    }

    List<BitSet> parts(Finding newest) {
        return IntStream.range(0, drones)
                .mapToObj(drone -> BitSet.valueOf(longs(parts(newest, drone), words(newest))))
                .toList();
    }

    String note(Finding newest) {
        byte[] text = new byte[NOTE_BYTES];
        gate.get(parts(newest, 0) - NOTE_BYTES, MemorySegment.ofArray(text));
        ByteBuffer note = ByteBuffer.wrap(text);
        byte[] bytes = new byte[note.getInt()];
        note.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Makes all of it zero again. One drone does so when all have read. */
    void clear(Finding newest) {
        if (rank == 0) {
            long from = parts(newest, 0) - NOTE_BYTES;
            gate.fill(from, gate.bytes().byteSize() - from, (byte) 0);
        }
    }

    private long parts(Finding newest, int drone) {
        return findings - (long) (drones - drone) * words(newest) * Long.BYTES;
    }

    private static int words(Finding newest) {
        return (newest.drones() + Long.SIZE - 1) / Long.SIZE;
    }

    private long[] longs(long address, int count) {
        long[] numbers = new long[count];
        gate.get(address, MemorySegment.ofArray(numbers));
        return numbers;
    }

    private static void require(long address) {
        if (address < 0) {
            throw new CheckpointException(
                    "The shared heap is too small for the drones to tell each other what they find.");
        }
    }
}
