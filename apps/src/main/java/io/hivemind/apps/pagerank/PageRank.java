package io.hivemind.apps.pagerank;

import io.hivemind.apps.frame.Arguments;
import io.hivemind.apps.frame.Job;
import io.hivemind.apps.frame.Options;
import io.hivemind.apps.frame.Program;

/** Ranks the vertices of a graph by how likely a random walk is to be at them (Brin and Page, 1998). */
public final class PageRank implements Program {
    /** Makes the program. */
    public PageRank() {}

    @Override
    public String name() {
        return "pagerank";
    }

    @Override
    public String description() {
        return "ranks the vertices of a graph by PageRank, every drone reading all others' ranks";
    }

    @Override
    public Options options() {
        return Settings.OPTIONS;
    }

    @Override
    public Job prepare(Arguments arguments) {
        return new RankJob(Settings.of(arguments));
    }
}
