package io.github.accessentries.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Calls as a server makes them: by several threads at once, or by one that somebody has interrupted. */
final class Callers {

    private static final int THREADS = 8;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private Callers() {}

    /** Has several threads ask at the same moment, each once, and every answer must be the same. */
    static <T> void allGet(T expected, Supplier<T> question) throws InterruptedException {
        CyclicBarrier moment = new CyclicBarrier(THREADS);
        Callable<T> caller = () -> {
            moment.await();
            return question.get();
        };
        for (T answer : together(Collections.nCopies(THREADS, caller))) {
            assertEquals(expected, answer, "Another thread got another answer; share no state between calls");
        }
    }

    /** Has each call made by a thread of its own. */
    static <T> List<T> together(List<? extends Callable<T>> calls) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                answers.add(answerOf(answer));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T answerOf(Future<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(
                    "It failed where several threads called it at once; make it thread-safe", e.getCause());
        } catch (CancellationException e) {
            throw new AssertionError(
                    "It did not answer several threads within " + LONGEST_WAIT_SECONDS + " s; look for a deadlock", e);
        }
    }

    /** Calls on an interrupted thread, which must be one afterwards. */
    static <T> T interrupted(Supplier<T> question) {
        Thread.currentThread().interrupt();
        try {
            T answer = question.get();
            assertTrue(
                    Thread.currentThread().isInterrupted(),
                    "The interrupt was swallowed; set it again, so that whoever called can see it");
            return answer;
        } finally {
            Thread.interrupted();
        }
    }
}
