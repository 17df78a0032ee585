package io.hivemind.simulator;

import io.hivemind.protocol.Input;
import java.util.ArrayList;
import java.util.List;

/** Says of a run in which nothing moves any more who waits for what, with the core's own words where it has some. */
final class Hang {
    private static final int MOST_NAMED = 8;
    private static final int MOST_EVENTS = 20_000;

    private record Question(AppThread thread, long ticket) {}

    private final World world;
    private final Agenda agenda;
    private final List<List<AppThread>> threads;

    Hang(World world, Agenda agenda, List<List<AppThread>> threads) {
        this.world = world;
        this.agenda = agenda;
        this.threads = threads;
    }

    String describe() {
        List<AppThread> stuck = new ArrayList<>();
        threads.forEach(here -> here.stream().filter(thread -> !thread.ended).forEach(stuck::add));
        List<Question> questions = ask(stuck);
        StringBuilder text = new StringBuilder("Nothing moves any more; ");
        text.append(stuck.size())
                .append(stuck.size() == 1 ? " thread has" : " threads have")
                .append(" not ended. ")
                .append(world.members().describe());
        for (Question question : questions) {
            AppThread thread = question.thread();
            text.append("\n  ").append(thread).append(" waits: ");
            text.append(thread.waiting.map(OpText::of).orElse("for nothing"));
            String answer = question.ticket() == 0 ? "" : world.runtimes().answer(question.ticket());
            text.append(answer.isEmpty() ? "" : "; its drone says it waits for " + answer);
        }
        return text.toString();
    }

    private List<Question> ask(List<AppThread> stuck) {
        List<Question> questions = new ArrayList<>();
        for (AppThread thread : stuck.subList(0, Math.min(MOST_NAMED, stuck.size()))) {
            long ticket = 0;
            if (thread.ticket != AppThread.NO_TICKET) {
                ticket = world.runtimes().question();
                world.step(thread.drone, new Input.Inquire(ticket, thread.ticket));
            }
            questions.add(new Question(thread, ticket));
        }
        for (int i = 0; i < MOST_EVENTS && agenda.hasWork(); i++) {
            world.happen(agenda.next());
        }
        return questions;
    }
}
