package io.hivemind.apps.nas;

/** A size of a NAS parallel benchmark. Each benchmark says for itself what a class means. */
public enum NpbClass {
    /** Sample: for tests. */
    S,
    /** Workstation. */
    W,
    /** The smallest of the sizes that are meant to be measured. */
    A
}
