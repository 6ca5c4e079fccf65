package io.github.accessentries.webhook;

/** A request that is not a review. */
final class BadReview extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient WebhookAnswer answer;

    /** The message says why, without quoting the request. */
    BadReview(int status, String message) {
        super(message, null, false, false);
        this.answer = WebhookAnswer.error(status, message);
    }

    WebhookAnswer answer() {
        return answer;
    }
}
