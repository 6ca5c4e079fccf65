package io.github.accessentries.webhook;

import com.sun.net.httpserver.HttpExchange;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.waiting.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on reviews that have arrived, a bounded number at a time and each for a bounded time. Thread-safe. */
final class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final ExecutorService workers;
    private final Arrivals arrivals;
    private final Deadlines deadlines;
    private final Readiness readiness;
    private final WebhookListener listener;
    private final WebhookLimits limits;

    Reviews(
            ExecutorService workers,
            Arrivals arrivals,
            Deadlines deadlines,
            Readiness readiness,
            WebhookListener listener,
            WebhookLimits limits) {
        this.workers = workers;
        this.arrivals = arrivals;
        this.deadlines = deadlines;
        this.readiness = readiness;
        this.listener = listener;
        this.limits = limits;
    }

    /** To be called once the head of a request is there. */
    InProgress begin(HttpExchange exchange, String path) {
        return new InProgress(exchange, path);
    }

    /** One review, which is answered once. */
    final class InProgress {

        private final HttpExchange exchange;
        private final String path;
        private final long start = System.nanoTime();
        private final AtomicBoolean answered = new AtomicBoolean();
        private final Alarm alarm = new Alarm();

        private InProgress(HttpExchange exchange, String path) {
            this.exchange = exchange;
            this.path = path;
        }

        /** Has it answered when a worker is done, or when it should be. */
        void work(Function<byte[], WebhookAnswer> webhook, byte[] body) {
            Future<?> late = deadlines.in(limits.reviewTimeout(), this::isLate);
            try {
                workers.execute(() -> {
                    askUnlessAnswered(webhook, body);
                    late.cancel(false);
                });
            } catch (RejectedExecutionException e) {
                late.cancel(false);
                answer(WebhookAnswer.later(503, "Too many requests at once"));
            }
        }

        private void askUnlessAnswered(Function<byte[], WebhookAnswer> webhook, byte[] body) {
            if (!answered.get()) {
                WebhookAnswer[] answer = new WebhookAnswer[1];
                alarm.during(() -> answer[0] = answerOf(webhook, body));
                answer(answer[0], true);
            }
        }

        /** The handlers let nothing through, unless there is not even the memory to say so; then the caller need not wait. */
        private WebhookAnswer answerOf(Function<byte[], WebhookAnswer> webhook, byte[] body) {
            try {
                return webhook.apply(body);
            } catch (RuntimeException | Error e) {
                // The message may quote the body.
                LOG.error(
                        "The handler of {} failed: {}",
                        PlainText.of(path),
                        e.getClass().getName());
                return WebhookAnswer.error(500, "Internal error");
            }
        }

        /** A worker that does not heed the interrupt is not waited for. */
        private void isLate() {
            alarm.ring();
            try {
                arrivals.execute(() -> answer(WebhookAnswer.later(503, "The review took too long")));
            } catch (RejectedExecutionException e) {
                exchange.close();
            }
        }

        /** Answers, unless it has been answered. */
        void answer(WebhookAnswer answer) {
            answer(answer, false);
        }

        private void answer(WebhookAnswer answer, boolean byHandler) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            try (exchange) {
                tell(answer.status(), byHandler);
                deadlines.within(limits.requestTimeout(), () -> Routes.write(exchange, answer));
            } catch (IOException e) {
                LOG.debug(
                        "A client of {} disconnected before it received its answer: {}",
                        PlainText.of(path),
                        PlainText.of(e.toString()));
            }
        }

        private void tell(int status, boolean byHandler) {
            try {
                readiness.answered(path, status, byHandler);
                listener.answered(path, status, Duration.ofNanos(System.nanoTime() - start));
            } catch (RuntimeException | Error e) {
                LOG.warn("The listener of the webhook server failed", e);
            }
        }
    }
}
