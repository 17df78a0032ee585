package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Counts how often each word occurs in a text that all drones share. */
public final class WordCount implements Program {
    /** Makes the program. */
    public WordCount() {}

    @Override
    public String name() {
        return "wordcount";
    }

    @Override
    public String description() {
        return "counts the words of text files in one shared hash table, stripe by stripe";
    }

    @Override
    public Options options() {
        return Settings.OPTIONS;
    }

    @Override
    public boolean takesNewcomers() {
        return true;
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new WordCountJob(Settings.of(arguments));
    }
}
