package io.hivemind.protocol;

import io.hivemind.protocol.Message.Inquiry;
import io.hivemind.protocol.Message.InquiryReply;
import io.hivemind.protocol.Message.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The questions under way about what a wait waits for; each is put to all drones, and over when all have answered (I50). */
final class Inquiries {
    private static final class Question {
        private final Subject subject;
        /** What was answered, by the drone that did. */
        private final TreeMap<Integer, String> answers = new TreeMap<>();

        /** The drones whose answer is outstanding. */
        private final TreeSet<Integer> asked;

        private Question(Subject subject, Collection<Integer> asked) {
            this.subject = subject;
            this.asked = new TreeSet<>(asked);
        }

        private void add(int drone, String text) {
            if (!text.isEmpty()) {
                answers.put(drone, text);
            }
        }

        private String text() {
            String name = switch (subject) {
                case Subject.OfLock lock -> "lock " + lock.lock();
                case Subject.OfBarrier barrier -> "barrier " + barrier.barrier();
            };
            String known = switch (subject) {
                case Subject.OfLock _ -> String.join(", ", answers.values());
                case Subject.OfBarrier _ ->
                    Words.drones(answers.keySet()) + (answers.size() == 1 ? " has" : " have") + " not arrived";
            };
            return answers.isEmpty() ? name : name + ": " + known;
        }
    }

    private final int self;
    private final Roster roster;
    private final Effects effects;
    /** By ticket. */
    private final TreeMap<Long, Question> questions = new TreeMap<>();

    Inquiries(NodeConfig config, Roster roster, Effects effects) {
        this.self = config.rank();
        this.roster = roster;
        this.effects = effects;
    }

    /** Asks everybody about {@code subject}; {@code known} is what this drone knows itself. */
    void ask(long ticket, Subject subject, String known) {
        Question question = new Question(subject, roster.others());
        question.add(self, known);
        questions.put(ticket, question);
        for (int drone : roster.others()) {
            effects.send(drone, new Inquiry(ticket, subject));
        }
        answerIfOver(ticket, question);
    }

    void answered(int from, InquiryReply reply) {
        Question question = questions.get(reply.ticket());
        if (question != null) {
            question.asked.remove(from);
            question.add(from, reply.text());
            answerIfOver(reply.ticket(), question);
        }
    }

    /** The members are others: nobody answers any more who has left. */
    void become(View view) {
        for (Map.Entry<Long, Question> entry : List.copyOf(questions.entrySet())) {
            entry.getValue().asked.removeIf(drone -> !view.has(drone));
            answerIfOver(entry.getKey(), entry.getValue());
        }
    }

    /** Whether nobody is to answer anything. */
    boolean areOver() {
        return questions.isEmpty();
    }

    private void answerIfOver(long ticket, Question question) {
        if (!question.asked.isEmpty()) {
            return;
        }
        questions.remove(ticket);
        effects.resume(ticket, new Outcome.Answer(question.text()));
    }
}
