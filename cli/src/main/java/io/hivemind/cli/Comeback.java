package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import io.hivemind.checkpoint.Folder;
import io.hivemind.checkpoint.Label;
import io.hivemind.checkpoint.Manifest;
import io.hivemind.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a program is started anew whose hive ended because drones failed: with those drones that are left, from the newest checkpoint that
 * the program has written meanwhile, or as it was started at first if it has written none. It decides, and starts nothing.
 */
final class Comeback {
    /** What is to be done after a start that ended badly. */
    sealed interface Next {}

    /**
     * Another start.
     *
     * @param drones with how many drones
     * @param from the directory of the checkpoint to begin with, if there is one
     * @param sentence what is to be said about it
     */
    record Again(int drones, Optional<Path> from, String sentence) implements Next {}

    /**
     * Nothing more.
     *
     * @param sentence why
     */
    record Enough(String sentence) implements Next {}

    private final Folder folder;
    private final Optional<Path> first;

    /** What was in the directory before the program wrote anything. */
    private final Optional<Label> stale;

    /** What was there when the start began that was the last so far. */
    private Optional<Label> before;

    private int drones;

    /** With how many drones the start before that one ended without a new checkpoint; 0 if it did not. */
    private int inVain;

    /**
     * Before the first start.
     *
     * @param path the directory into which the program writes its checkpoints
     * @param first the directory of the checkpoint with which it begins, if it does
     */
    Comeback(Path path, int drones, Optional<Path> first) {
        this.folder = new Folder(path);
        this.drones = drones;
        this.first = first;
        this.stale = label();
        this.before = stale;
    }

    /** {@return what is to be done after a start that ended as {@code casualties} say} */
    Next after(Casualties casualties) {
        Optional<Label> now = label();
        boolean isFurther = !now.equals(before);
        if (!casualties.areLosses()) {
            return new Enough("the program failed of itself, and would do so again: it is not started anew.");
        }
        if (!isFurther && inVain == drones) {
            return new Enough("with " + droneText()
                    + " it came to no new checkpoint twice in a row: the program is not started anew.");
        }
        inVain = isFurther ? 0 : drones;
        before = now;
        drones = Math.max(1, drones - casualties.killed());
        Optional<Path> from = now.equals(stale) ? first : Optional.of(folder.path());
        return new Again(drones, from, sentence(from));
    }

    private String sentence(Optional<Path> from) {
        return "the program is started anew with %s, from %s."
                .formatted(droneText(), from.map(Comeback::text).orElse("the beginning, as it has no checkpoint yet"));
    }

    private String droneText() {
        return drones == 1 ? "1 drone" : drones + " drones";
    }

    private Optional<Label> label() {
        return manifest(folder).map(Manifest::label);
    }

    private static String text(Path path) {
        String step = manifest(new Folder(path))
                .map(found -> "of step " + found.step() + " ")
                .orElse("");
        return "the checkpoint " + step + "in " + path;
    }

    private static Optional<Manifest> manifest(Folder folder) {
        try {
            return folder.manifest();
        } catch (UnusableCheckpointException unusable) {
            throw new Mistake(String.valueOf(unusable.getMessage()), unusable);
        } catch (IOException failed) {
            throw new Mistake(
                    "The checkpoint in " + folder.path() + " cannot be read: " + Folder.reason(failed) + ".", failed);
        }
    }
}
