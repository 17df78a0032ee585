package io.hivemind.protocol;

import io.hivemind.protocol.Message.Inquiry;
import io.hivemind.protocol.Message.InquiryReply;
import io.hivemind.protocol.Message.Subject;
import java.util.TreeMap;

/** The questions under way about what a wait waits for; each is put to all drones, and over when all have answered (I50). */
final class Inquiries {
    private static final class Question {
        private final Subject subject;
        /** What was answered, by the drone that did. */
        private final TreeMap<Integer, String> answers = new TreeMap<>();

        private int outstanding;

        private Question(Subject subject, int outstanding) {
            this.subject = subject;
            this.outstanding = outstanding;
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

    private final NodeConfig config;
    private final Effects effects;
    /** By ticket. */
    private final TreeMap<Long, Question> questions = new TreeMap<>();

    Inquiries(NodeConfig config, Effects effects) {
        this.config = config;
        this.effects = effects;
    }

    /** Asks everybody about {@code subject}; {@code known} is what this drone knows itself. */
    void ask(long ticket, Subject subject, String known) {
        Question question = new Question(subject, config.size() - 1);
        question.add(config.rank(), known);
        questions.put(ticket, question);
        for (int drone = 0; drone < config.size(); drone++) {
            if (drone != config.rank()) {
                effects.send(drone, new Inquiry(ticket, subject));
            }
        }
        answerIfOver(ticket, question);
    }

    void answered(int from, InquiryReply reply) {
        Question question = questions.get(reply.ticket());
        if (question != null) {
            question.outstanding--;
            question.add(from, reply.text());
            answerIfOver(reply.ticket(), question);
        }
    }

    private void answerIfOver(long ticket, Question question) {
        if (question.outstanding > 0) {
            return;
        }
        questions.remove(ticket);
        effects.resume(ticket, new Outcome.Answer(question.text()));
    }
}
