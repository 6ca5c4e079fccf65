package io.github.accessentries.internal.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written. Of what happens most, Java has no words but the name of the exception. */
final class FileTrouble {

    private FileTrouble() {}

    static String of(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        if (failure instanceof NoSuchFileException none) {
            return none.getFile() + " does not exist";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied";
        }
        if (failure instanceof FileAlreadyExistsException there) {
            return there.getFile() + " exists";
        }
        if (failure instanceof NotDirectoryException none) {
            return none.getFile() + " is no directory";
        }
        if (failure instanceof FileSystemLoopException loop) {
            return "the links at " + loop.getFile() + " go round in a circle";
        }
        return failure.getMessage() == null ? "the system gives no reason" : failure.getMessage();
    }
}
