package io.hivemind.apps.grid;

import io.hivemind.DoubleSpan;
import io.hivemind.Hive;
import io.hivemind.SharedDoubles;
import java.util.Arrays;

/** Cells of type {@code double}. */
public final class DoubleCells implements Cells<double[], DoubleSpan> {
    /** Makes the type. */
    public DoubleCells() {}

    @Override
    public int bytes() {
        return Double.BYTES;
    }

    @Override
    public double[] row(int length) {
        return new double[length];
    }

    @Override
    public void set(double[] row, int index, double value) {
        row[index] = value;
    }

    @Override
    public void copy(double[] source, int offset, double[] target, int index, int count) {
        System.arraycopy(source, offset, target, index, count);
    }

    @Override
    public boolean same(double[] one, double[] other) {
        return Arrays.equals(one, other);
    }

    @Override
    public SharedCells<double[], DoubleSpan> share(Hive hive, String name, long length) {
        return new Elements(hive.doubles(name, length));
    }

    private record Elements(SharedDoubles elements) implements SharedCells<double[], DoubleSpan> {
        @Override
        public void get(long index, double[] target, int count) {
            elements.get(index, target, 0, count);
        }

        @Override
        public void set(long index, double[] source, int offset, int count) {
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
        public DoubleSpan write(long index, long count) {
            return elements.write(index, count);
        }
    }
}
