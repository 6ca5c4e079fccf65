package io.github.accessentries.benchmarks;

import io.github.accessentries.authz.Authorizer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long a decision by access policies takes as a multiple of one by bindings, and how both grow with the cluster. All of
 * them take turns in one JVM and are measured in CPU time, and of each the fastest tenth counts, so that whatever else runs on
 * the machine meets all alike.
 *
 * <p>Another authorizer can be measured beside these in the same way: {@link Fleet} says what stands in its cluster, and its
 * questions are the same each time. {@link DecideBenchmark} says how.
 */
public final class DecideRatio {

    private static final int[] PRINCIPALS = {100, 1_000, 10_000};
    private static final int ROUNDS = 400;
    private static final int QUESTIONS = 1 << 12;

    private static int allowed;

    private DecideRatio() {}

    /**
     * Prints the figures.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Authorizer[][] authorizers = new Authorizer[PRINCIPALS.length][2];
        List<List<List<Fleet.Question>>> questions = Arrays.stream(PRINCIPALS)
                .mapToObj(
                        n -> List.of(new Fleet(n, true).questions(QUESTIONS), new Fleet(n, false).questions(QUESTIONS)))
                .toList();
        long[][][] nanos = new long[PRINCIPALS.length][2][ROUNDS];
        for (int n = 0; n < PRINCIPALS.length; n++) {
            authorizers[n][0] = new Fleet(PRINCIPALS[n], true).model().authorizer();
            authorizers[n][1] = new Fleet(PRINCIPALS[n], false).model().authorizer();
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int n = 0; n < PRINCIPALS.length; n++) {
                for (int by = 0; by < 2; by++) {
                    nanos[n][by][round] =
                            decideAll(authorizers[n][by], questions.get(n).get(by));
                }
            }
        }
        for (int n = 0; n < PRINCIPALS.length; n++) {
            double bindings = typical(nanos[n][0]);
            double policies = typical(nanos[n][1]);
            System.out.printf(
                    Locale.ROOT,
                    "%d principals: by bindings %.0f ns, by policies %.0f ns, %.2f times; growth %.2f and %.2f times%n",
                    PRINCIPALS[n],
                    bindings,
                    policies,
                    policies / bindings,
                    bindings / typical(nanos[0][0]),
                    policies / typical(nanos[0][1]));
        }
        if (allowed == 0) {
            throw new IllegalStateException("Nothing was allowed; the questions do not fit the fleet");
        }
    }

    private static long decideAll(Authorizer authorizer, List<Fleet.Question> questions) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < questions.size(); i++) {
            Fleet.Question question = questions.get(i);
            allowed += authorizer.decide(question.user(), question.request()).allowed() ? 1 : 0;
        }
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    }

    /** The first half is for the compiler. */
    private static double typical(long... nanos) {
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 20] / (double) QUESTIONS;
    }
}
