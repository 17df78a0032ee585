package io.hivemind.apps.grid;

import io.hivemind.FloatSpan;
import io.hivemind.Hive;
import io.hivemind.SharedFloats;
import java.util.Arrays;

/** Cells of type {@code float}. */
public final class FloatCells implements Cells<float[], FloatSpan> {
    /** Makes the type. */
    public FloatCells() {}

    @Override
    public int bytes() {
        return Float.BYTES;
    }

    @Override
    public float[] row(int length) {
        return new float[length];
    }

    @Override
    public void set(float[] row, int index, double value) {
        row[index] = (float) value;
    }

    @Override
    public void copy(float[] source, int offset, float[] target, int index, int count) {
        System.arraycopy(source, offset, target, index, count);
    }

    @Override
    public boolean same(float[] one, float[] other) {
        return Arrays.equals(one, other);
    }

    @Override
    public SharedCells<float[], FloatSpan> share(Hive hive, String name, long length) {
        return new Elements(hive.floats(name, length));
    }

    private record Elements(SharedFloats elements) implements SharedCells<float[], FloatSpan> {
        @Override
        public void get(long index, float[] target, int count) {
            elements.get(index, target, 0, count);
        }

        @Override
        public void set(long index, float[] source, int offset, int count) {
            elements.set(index, source, offset, count);
        }

        @Override
        public void withoutBackup() {
            elements.withoutBackup();
        }

        /** A span fetches what it covers. */
        @Override
        public void fetch(long index, long count) {
            elements.read(index, count);
        }

        @Override
        public FloatSpan write(long index, long count) {
            return elements.write(index, count);
        }
    }
}
