package io.hivemind.protocol;

import java.util.List;

/**
 * A change of the view with which somebody was gone that had failed.
 *
 * @param members who was in the view before, ascending
 * @param gone of those the ones that failed
 */
public record Loss(List<Integer> members, List<Integer> gone) {}
