package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Progress;
import java.util.Optional;

/**
 * One thread that counts pieces of the text for itself, and then adds what it has counted to the shared table stripe
 * by stripe. So each word that occurs in its pieces is looked up there once, however often it occurs.
 */
final class Worker {
    /** How many stripes lie between those at which workers begin that follow each other; odd, so that all begin somewhere else. */
    private static final int STEP = 37;

    private final SharedText text;
    private final SharedTable table;
    private final int stripes;
    private final Progress progress;
    private final WordTable counted = new WordTable();
    private final Scanner scanner = new Scanner(counted);

    Worker(SharedText text, SharedTable table, Settings settings, Progress progress) {
        this.text = text;
        this.table = table;
        this.stripes = settings.stripes();
        this.progress = progress;
    }

    /** Counts pieces until none is left, and adds up, beginning at a place that depends on the {@code number} of this worker. */
    void run(Pieces pieces, int number) throws InterruptedException {
        Optional<Pieces.Piece> taken = pieces.take();
        while (taken.isPresent()) {
            text.count(taken.get().share(), scanner);
            progress.done(taken.get().number() + 1L, 2L * pieces.count());
            taken = pieces.take();
        }
        add(number);
    }

    /** Workers begin at different stripes, so that they do not wait for one another's locks. */
    private void add(int number) throws InterruptedException {
        var words = new Stripes(counted, stripes);
        int first = Math.floorMod(number * STEP, stripes);
        for (int i = 0; i < stripes; i++) {
            table.add((first + i) % stripes, counted, words);
            progress.done(stripes + i + 1L, 2L * stripes);
        }
    }
}
