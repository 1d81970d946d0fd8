package io.opsframework.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.opsframework.hooktool.HookToolBackend;
import io.opsframework.hooktool.HookToolException;
import io.opsframework.hooktool.HookTools;
import io.opsframework.hooktool.ProcessHookToolBackend;
import io.opsframework.juju.JujuContext;
import io.opsframework.logging.JujuLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The process that Juju started for one hook. It ends with the hook and with its exit
 * code, whatever else is running in it.
 */
final class HookProcess {

	private static final Logger logger = LoggerFactory.getLogger(HookProcess.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final JujuContext hook;

	private final JujuLog log;

	private final Duration timeout;

	private final Thread hookThread = Thread.currentThread();

	// Taken by the hook when it keeps its state, or by whoever ends the process before.
	private final AtomicBoolean decided = new AtomicBoolean();

	private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

	HookProcess(JujuContext hook, JujuLog log, Duration timeout) {
		this.hook = hook;
		this.log = log;
		this.timeout = timeout;
	}

	/**
	 * The process of a hook that has failed before its application had a context.
	 * @param environment the environment of the process
	 * @return the process
	 */
	static HookProcess of(Map<String, String> environment) {
		HookToolBackend tools = new ProcessHookToolBackend(environment, Path.of("").toAbsolutePath(), TIMEOUT);
		return new HookProcess(JujuContext.of(environment), new JujuLog(new HookTools(tools)::jujuLog), TIMEOUT);
	}

	JujuLog log() {
		return this.log;
	}

	/**
	 * From now on, tell Juju how the process ends that the hook does not end itself.
	 */
	void watch() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown));
		TerminationSignal.dieOf(() -> within(this::tellOfSignal));
	}

	private void tellOfSignal() {
		logger.warn("'{}' is ended by SIGTERM", this.hook.dispatchPath());
		flush();
	}

	private void shutDown() {
		if (this.exitCode.isDone()) {
			flush();
			return;
		}
		if (this.decided.compareAndSet(false, true)) {
			within(this::tellOfExit);
			this.exitCode.complete(1);
		}
		int code = this.exitCode.completeOnTimeout(1, this.timeout.toMillis(), TimeUnit.MILLISECONDS).join();
		Runtime.getRuntime().halt(code);
	}

	// Past the logging system, which may be shut down already.
	private void tellOfExit() {
		IllegalStateException exit = new IllegalStateException("The process was ended, as System.exit does it");
		exit.setStackTrace(this.hookThread.getStackTrace());
		StringWriter trace = new StringWriter();
		exit.printStackTrace(new PrintWriter(trace));
		this.log.log("ERROR", "%s failed%n%s".formatted(this.hook.dispatchPath(), trace).stripTrailing());
		CharmExceptionReporter.tellOfCrash(this.hook, exit, this.log);
		flush();
	}

	/**
	 * End what the hook has used, before its state is kept: nothing of the charm runs any
	 * more that could still fail the hook.
	 * @param context the application's context
	 */
	void beforeCommit(ConfigurableApplicationContext context) {
		flush();
		close(context);
		flush();
		if (!this.decided.compareAndSet(false, true)) {
			// Waits for the end that is under way.
			System.exit(1);
		}
	}

	private void close(ConfigurableApplicationContext context) {
		if (context.isActive() && !within(context::close)) {
			logger.warn("The application context did not close within {} ms; the hook ends without it",
					this.timeout.toMillis());
		}
	}

	/**
	 * End the process. Does not return.
	 * @param context the application's context, to be closed if it is not
	 * @param code the exit code
	 */
	void end(@Nullable ConfigurableApplicationContext context, int code) {
		if (context != null) {
			close(context);
		}
		flush();
		this.exitCode.complete(code);
		start("halt", () -> halt(code));
		System.exit(code);
	}

	// Where shutdown hooks do not end.
	private void halt(int code) {
		try {
			TimeUnit.MILLISECONDS.sleep(this.timeout.toMillis());
		}
		catch (InterruptedException ex) {
			logger.debug("Halting early", ex);
		}
		Runtime.getRuntime().halt(code);
	}

	private boolean within(Runnable task) {
		Thread.interrupted();
		try {
			Thread thread = start("hook-end", task);
			thread.join(this.timeout.toMillis());
			return !thread.isAlive();
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private static Thread start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	// To run the hook again would do more harm than to lose these lines.
	private void flush() {
		Thread.interrupted();
		try {
			this.log.flush();
		}
		catch (HookToolException ex) {
			System.err.println(ex.getMessage());
		}
	}

}
