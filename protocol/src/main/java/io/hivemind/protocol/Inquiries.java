package io.hivemind.protocol;

import io.hivemind.protocol.Message.Inquiry;
import io.hivemind.protocol.Message.InquiryReply;
import io.hivemind.protocol.Message.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The questions under way about what a wait waits for; each is put to all drones, and over when all have answered (I50). */
final class Inquiries {
    private static final class Question {
        private final String subject;
        private final List<String> answers = new ArrayList<>();
        private int outstanding;

        private Question(String subject, int outstanding) {
            this.subject = subject;
            this.outstanding = outstanding;
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
        String name = switch (subject) {
            case Subject.OfLock lock -> "lock " + lock.lock();
            case Subject.OfBarrier barrier -> "barrier " + barrier.barrier();
        };
        Question question = new Question(name, config.size() - 1);
        add(question, known);
        questions.put(ticket, question);
        for (int drone = 0; drone < config.size(); drone++) {
            if (drone != config.rank()) {
                effects.send(drone, new Inquiry(ticket, subject));
            }
        }
        answerIfOver(ticket, question);
    }

    void answered(InquiryReply reply) {
        Question question = questions.get(reply.ticket());
        if (question != null) {
            question.outstanding--;
            add(question, reply.text());
            answerIfOver(reply.ticket(), question);
        }
    }

    private static void add(Question question, String text) {
        if (!text.isEmpty()) {
            question.answers.add(text);
        }
    }

    private void answerIfOver(long ticket, Question question) {
        if (question.outstanding > 0) {
            return;
        }
        questions.remove(ticket);
        String text = question.subject;
        if (!question.answers.isEmpty()) {
            text += ": " + String.join(", ", question.answers);
        }
        effects.resume(ticket, new Outcome.Answer(text));
    }
}
