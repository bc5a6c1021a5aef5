using Davit.Linux;
using Davit.Linux.Sockets;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Interpreter;

/// <summary>The child's side of the conversation with whoever launched it and, later, whoever starts it.</summary>
internal static unsafe class Conversation
{
    private const int NoSignal = 0x4000;
    private const int AcceptCloseOnExec = 0x80000;

    /// <summary>Tells the failure, waits until the other side has looked at the container, and ends.</summary>
    public static void Fail(ChildState* state, int error)
    {
        ChildMessage message = default;
        message.Kind = ChildMessageKind.Failed;
        message.Operation = state->Current;
        message.Errno = error;
        for (var i = 0; i < ChildMessage.TextSize - 1 && state->Detail[i] != 0; i++)
        {
            message.Text[i] = state->Detail[i];
        }

        Send(state, &message, -1);

        // A launcher may have told this process to go on before it heard of the failure: its words are not the answer. It ends
        // the conversation, or this process, when it has looked.
        while (Receive(state, state->Detail, 1) > 0 && !state->Released)
        {
        }

        PlanInterpreter.Exit(state, 127);
    }

    /// <summary>Waits for one packet of the launcher; its end means that it is gone, and so is the reason to go on.</summary>
    public static int AwaitParent(ChildState* state)
    {
        byte answer;
        if (Receive(state, &answer, 1) <= 0)
        {
            PlanInterpreter.Exit(state, 127);
        }

        return 0;
    }

    /// <summary>Has the launcher run its hooks; the answer, the state document, is kept for the container's own hooks.</summary>
    public static int RequestHooks(ChildState* state)
    {
        Say(state, ChildMessageKind.HooksWanted, 0, -1);
        return AwaitDocument(state);
    }

    public static int Ready(ChildState* state)
    {
        Say(state, ChildMessageKind.Ready, 0, -1);
        return 0;
    }

    /// <summary>
    /// Waits to be released: by the launcher on its socket, or by the first one who connects to the listener and says so.
    /// From then on failures go to that side.
    /// </summary>
    public static int AwaitStart(ChildState* state)
    {
        var listener = state->Slots[Slot.StartListener];
        if (listener < 0)
        {
            return Released(state, AwaitDocument(state));
        }

        state->Kernel.Call(SyscallNumber.Close, state->Slots[Slot.Sync]);
        state->Slots[Slot.Sync] = -1;
        while (true)
        {
            var connection = (int)state->Kernel.Call(SyscallNumber.Accept4, listener, 0, 0, AcceptCloseOnExec);
            if (connection == -(int)Errno.EINTR)
            {
                continue;
            }

            if (connection < 0)
            {
                return -connection;
            }

            state->Slots[Slot.Sync] = connection;
            var count = Receive(state, state->Buffer, ChildState.BufferSize - 1);
            if (count > 0)
            {
                state->BufferLength = count;
                return Released(state, 0);
            }

            state->Kernel.Call(SyscallNumber.Close, connection);
        }
    }

    /// <summary>Sends a message without text.</summary>
    public static void Say(ChildState* state, ChildMessageKind kind, int value, int file)
    {
        ChildMessage message = default;
        message.Kind = kind;
        message.Operation = state->Current;
        message.Value = value;
        Send(state, &message, file);
    }

    /// <summary>Sends with write(2) and waits for the answer with read(2): all that a filter is sure to allow.</summary>
    public static void SayPlainly(ChildState* state, ChildMessageKind kind, int value)
    {
        ChildMessage message = default;
        message.Kind = kind;
        message.Operation = state->Current;
        message.Value = value;
        state->Kernel.Call(SyscallNumber.Write, state->Slots[Slot.Sync], (nint)(&message), sizeof(ChildMessage));
        byte answer;
        Receive(state, &answer, 1);
    }

    private static int Released(ChildState* state, int error)
    {
        state->Released = true;
        return error;
    }

    private static int AwaitDocument(ChildState* state)
    {
        var count = Receive(state, state->Buffer, ChildState.BufferSize - 1);
        if (count <= 0)
        {
            PlanInterpreter.Exit(state, 127);
        }

        state->BufferLength = count;
        return 0;
    }

    private static int Receive(ChildState* state, byte* buffer, int size)
    {
        while (true)
        {
            var count = (int)state->Kernel.Call(SyscallNumber.Read, state->Slots[Slot.Sync], (nint)buffer, size);
            if (count != -(int)Errno.EINTR)
            {
                return count;
            }
        }
    }

    private static void Send(ChildState* state, ChildMessage* message, int file)
    {
        var control = stackalloc int[6];
        var vector = new IoVector { Base = message, Length = (nuint)sizeof(ChildMessage) };
        MessageHeader header = default;
        header.Vectors = &vector;
        header.VectorCount = 1;
        if (file >= 0)
        {
            // struct cmsghdr: length 20, SOL_SOCKET, SCM_RIGHTS, then the descriptor (unix(7)).
            *(long*)control = 20;
            control[2] = 1;
            control[3] = 1;
            control[4] = file;
            header.Control = control;
            header.ControlLength = 24;
        }

        while (state->Kernel.Call(SyscallNumber.Sendmsg, state->Slots[Slot.Sync], (nint)(&header), NoSignal)
            == -(int)Errno.EINTR)
        {
        }
    }
}
