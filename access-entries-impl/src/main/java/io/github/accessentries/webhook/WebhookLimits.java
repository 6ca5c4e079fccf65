package io.github.accessentries.webhook;

import java.time.Duration;

/** Refuses invalid limits of a webhook server, naming the option. */
final class WebhookLimits {

    private WebhookLimits() {}

    static int port(int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port is " + port + "; give one from 0 to 65535");
        }
        return port;
    }

    static int atLeastOne(int number, String option) {
        if (number < 1) {
            throw new IllegalArgumentException(option + " is " + number + "; give at least 1");
        }
        return number;
    }

    static Duration moreThanZero(Duration time, String option) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(option + " is " + time + "; give more than zero");
        }
        return time;
    }

    static Duration zeroOrMore(Duration time, String option) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(option + " is " + time + "; give zero or more");
        }
        return time;
    }
}
