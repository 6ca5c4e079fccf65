package com.example.onboarding;

/** What is asked for is against the rules. The message says which, and is for whoever asks. */
public final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}
