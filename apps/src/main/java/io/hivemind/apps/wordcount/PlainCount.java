package io.hivemind.apps.wordcount;

import io.hivemind.apps.frame.Crew;
import io.hivemind.apps.frame.Share;
import java.util.Arrays;

/** The count on plain memory, by threads of one process that add to common tables, one for each stripe. */
final class PlainCount {
    private PlainCount() {}

    /** {@return tables which together have the counts of all words, each word in one of them} */
    static WordTable[] count(byte[] text, int stripes, int threads) throws InterruptedException {
        var common = new WordTable[threads == 1 ? 1 : stripes];
        Arrays.setAll(common, _ -> new WordTable());
        if (threads == 1) {
            new Scanner(common[0]).count(text, 0, text.length);
            return common;
        }
        Crew.run(threads, worker -> {
            Share share = Share.of(text.length, worker, threads);
            var counted = new WordTable();
            new Scanner(counted).count(text, cut(text, share.from()), cut(text, share.to()));
            add(counted, common, worker * stripes / threads);
        });
        return common;
    }

    private static int cut(byte[] text, int from) {
        return from == 0 ? 0 : Scanner.cut(text, from, text.length);
    }

    private static void add(WordTable counted, WordTable[] common, int first) {
        var words = new Stripes(counted, common.length);
        for (int i = 0; i < common.length; i++) {
            int stripe = (first + i) % common.length;
            Share mine = words.of(stripe);
            synchronized (common[stripe]) {
                for (int position = mine.from(); position < mine.to(); position++) {
                    common[stripe].add(counted, words.word(position));
                }
            }
        }
    }
}
