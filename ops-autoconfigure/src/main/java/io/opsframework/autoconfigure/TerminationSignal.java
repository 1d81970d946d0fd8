package io.opsframework.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signal by which a machine or a pod ends its processes. Juju runs a hook again that
 * dies of it, and takes one for failed that exits with 143, as a JVM does.
 */
final class TerminationSignal {

	private static final Logger logger = LoggerFactory.getLogger(TerminationSignal.class);

	private TerminationSignal() {
	}

	/**
	 * From now on, die of the signal. Where that cannot be arranged for, the JVM exits
	 * with 143: it has no module jdk.unsupported.
	 * @param last what to do first; has to end by itself
	 */
	static void dieOf(Runnable last) {
		try {
			// By reflection, since javac warns of the class and cannot be told not to.
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			Method handle = signal.getMethod("handle", signal, handler);
			Object term = signal.getConstructor(String.class).newInstance("TERM");
			Object byDefault = handler.getField("SIG_DFL").get(null);
			Object dying = Proxy.newProxyInstance(TerminationSignal.class.getClassLoader(), new Class<?>[] { handler },
					(proxy, method, arguments) -> {
						last.run();
						handle.invoke(null, term, byDefault);
						raise();
						return null;
					});
			handle.invoke(null, term, dying);
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("The JVM keeps its own handler of SIGTERM", ex);
		}
	}

	// Java raises only signals that it handles.
	private static void raise() throws IOException, InterruptedException {
		new ProcessBuilder("/bin/sh", "-c", "kill -TERM " + ProcessHandle.current().pid()).start().waitFor();
	}

}
