package com.example.onboarding;

/** What is asked for is against the rules. The message says which, and is for whoever asks. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
