package io.hivemind.bench.primitives;

import io.hivemind.Hive;
import io.hivemind.HiveStatistics;
import io.hivemind.SharedLongs;

/**
 * Reads pages that drone 1 has just written: each page once in a batch. What has to be fetched, and so what is measured,
 * depends on what happened to the page before.
 */
abstract class PageMeasurement implements Measurement {
    /** How many kinds of this there are, each with at least one batch of pages. */
    static final int KINDS = 5;

    /** How many budgets of consistency data a batch makes to bring a collection about. */
    static final int BALLAST = 2;

    private static final int WRITER = 1;

    final Hive hive;
    private final Primitive primitive;
    private final SharedLongs pages;
    private final int longsPerPage;

    /** Which page the batch begins with. */
    private int first;

    /** How many batches have been prepared. No two of any 255 in a row write the same bytes. */
    private int batch;

    /** The last value read, so that reading cannot be optimised away. */
    private long seen;

    /** Makes one with {@code count} pages to use. */
    PageMeasurement(Hive hive, Primitive primitive, int count) {
        this.hive = hive;
        this.primitive = primitive;
        this.longsPerPage = hive.memory().pageSize() / Long.BYTES;
        this.pages = hive.longs("bench." + primitive.key(), (long) count * longsPerPage);
    }

    @Override
    public final Primitive primitive() {
        return primitive;
    }

    @Override
    public int steps() {
        return 1;
    }

    @Override
    public void prepare(int step, int samples) {
        if (step == 0) {
            batch++;
            if (hive.rank() == WRITER) {
                write(samples);
            }
        }
    }

    @Override
    public void act(int sample) {
        seen = pages.get((long) (first + sample) * longsPerPage);
    }

    /** {@return what was read last} */
    final long seen() {
        return seen;
    }

    /** Writes what drone 0 will read. */
    abstract void write(int samples);

    final void moveOn(int samples) {
        first += samples;
    }

    final void writeWhole(int samples) {
        pages.fill((long) first * longsPerPage, (long) samples * longsPerPage, value());
    }

    final void writeWord(int sample) {
        pages.set((long) (first + sample) * longsPerPage, value());
    }

    /** {@return a value of which every byte differs from the one before} */
    final long value() {
        return 0x0101010101010101L * (1 + batch % 255);
    }

    /** Fetches the diffs of pages of which drone 0 holds the rest. */
    static final class Diffs extends PageMeasurement {
        private final boolean whole;

        Diffs(Hive hive, Primitive primitive, boolean whole, int samples) {
            super(hive, primitive, samples);
            this.whole = whole;
        }

        @Override
        void write(int samples) {
            if (whole) {
                writeWhole(samples);
            } else {
                for (int sample = 0; sample < samples; sample++) {
                    writeWord(sample);
                }
            }
        }

        @Override
        public boolean isWhatItSays(HiveStatistics done, int samples) {
            return done.pageFetches() == 0 && done.diffsFetched() == samples;
        }
    }

    /** Fetches pages that nobody had written before drone 1 did: what changed in them since they were all zeros. */
    static final class FirstWritten extends PageMeasurement {
        FirstWritten(Hive hive, int samples, int batches) {
            super(hive, Primitive.PAGE_FIRST, samples * (batches + 1));
        }

        @Override
        public void prepare(int step, int samples) {
            moveOn(samples);
            super.prepare(step, samples);
        }

        @Override
        void write(int samples) {
            writeWhole(samples);
        }

        @Override
        public boolean isWhatItSays(HiveStatistics done, int samples) {
            return done.pageFetches() == 0 && done.diffsFetched() == samples;
        }
    }

    /** Stores into pages that are here and valid. */
    static final class FirstStore extends PageMeasurement {
        FirstStore(Hive hive, int samples) {
            super(hive, Primitive.WRITE_FAULT, samples);
        }

        @Override
        public int steps() {
            return 2;
        }

        @Override
        public void prepare(int step, int samples) {
            super.prepare(step, samples);
            if (step == 1 && hive.rank() == 0) {
                for (int sample = 0; sample < samples; sample++) {
                    super.act(sample);
                }
            }
        }

        @Override
        void write(int samples) {
            writeWhole(samples);
        }

        @Override
        public void act(int sample) {
            writeWord(sample);
        }

        @Override
        public boolean isWhatItSays(HiveStatistics done, int samples) {
            return done.pageFetches() == 0 && done.diffsFetched() == 0 && done.twins() == samples;
        }
    }

    /**
     * Fetches whole copies. A drone needs one when a collection has freed the diffs that it lacked; so each batch first
     * makes as much consistency data as brings one about.
     */
    static final class Copies extends PageMeasurement {
        private final SharedLongs ballast;

        Copies(Hive hive, int samples) {
            super(hive, Primitive.PAGE_COPY, samples);
            this.ballast = hive.longs("bench.ballast", hive.config().budgetBytes() * BALLAST / Long.BYTES);
        }

        @Override
        public int steps() {
            // The last step is empty: its barrier comes when the collection, which an earlier one began, is over.
            return 4;
        }

        @Override
        public void prepare(int step, int samples) {
            super.prepare(step, samples);
            if (step == 0 && hive.rank() == WRITER) {
                ballast.fill(value());
            } else if (step == 1 && hive.rank() == 0) {
                ballast.get(0, new long[(int) ballast.length()]);
            }
        }

        @Override
        void write(int samples) {
            writeWhole(samples);
        }

        @Override
        public boolean isWhatItSays(HiveStatistics done, int samples) {
            return done.pageFetches() == samples && done.diffsFetched() == 0;
        }
    }
}
